# The first capture began in the middle of the connection that both hold a part of. That is enough to compare by: the
# server's own capture shows that it neither got the second SYN nor sent the refusal, which comes from one hop nearer.
server 203.0.113.9:443 ttl 54
device ttl 55
second hops 10 delay 10
+0      C > S  SYN ttl 54               there
+0.1ms  S > C  SYN-ACK ttl 64           there
+20ms   C > S  ACK ttl 54               there
+1ms    C > S  data 300
+20ms   S > C  data 400
+0.1ms  C > S  FIN
+20ms   S > C  FIN
+0.1ms  C > S  ACK
connection 2
client 10.0.0.2:50124 ttl 64
+1s     C > S  SYN                     here @syn
+18ms   M > C  RST-ACK                 @forged
+1s     end
expect @forged origin middlebox accusing other-capture trigger @syn
