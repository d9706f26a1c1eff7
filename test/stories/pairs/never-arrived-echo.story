# The refusal comes from one hop nearer than the captured server's packets, and so does what answers pings for its address:
# another machine has that address.
server 203.0.113.9:443 ttl 54
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
client 10.0.0.2:50124 ttl 64
+1s     C > S  SYN                     here
+18ms   S > C  RST-ACK ttl 55          here @reset
+1s     S > C  ICMP echo-reply ttl 55    here
+1s     end
expect @reset not middlebox evidence other-capture
