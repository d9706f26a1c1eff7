# A refusal from one hop nearer has a flow label, which a stack gives its resets and a filter does not: another machine
# behind the address may have sent it.
client [2001:db8::2]:50123 ttl 64
server [2001:db8:9::9]:443 ttl 54 flow 5
second hops 10 delay 10
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 300
+20ms   S > C  data 400
+0.1ms  C > S  FIN
+20ms   S > C  FIN
+0.1ms  C > S  ACK
connection 2
client [2001:db8::2]:50124 ttl 64
+1s     C > S  SYN                     here
+18ms   S > C  RST-ACK flow 7 ttl 55   here @reset
+1s     end
expect @reset origin unknown accusing other-capture
