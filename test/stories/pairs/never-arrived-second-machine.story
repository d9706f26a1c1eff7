# Another machine answers for the address by itself (direct server return), one hop nearer than the captured one. It sends
# ordinary packets from there too, so its refusal accuses nobody.
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
+18ms   S > C  SYN-ACK ttl 55          here
+0.1ms  C > S  ACK                     here
+1ms    C > S  data 300                here
+18ms   S > C  data 400 ttl 55         here
+0.1ms  C > S  FIN                     here
+18ms   S > C  FIN ttl 55              here
+0.1ms  C > S  ACK                     here
connection 3
client 10.0.0.2:50125 ttl 64
+1s     C > S  SYN                     here
+18ms   S > C  RST-ACK ttl 55          here @reset
+1s     end
expect @reset not middlebox
