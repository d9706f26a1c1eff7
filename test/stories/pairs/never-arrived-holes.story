# The server's capture lacks a packet of another connection, so it may lack more. That it holds nothing of this one leaves
# the sender open.
server 203.0.113.9:443 ttl 54
device ttl 55
second hops 10 delay 10
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 300
+20ms   S > C  data 400                here
+0.1ms  C > S  FIN
+20ms   S > C  FIN
+0.1ms  C > S  ACK
connection 2
client 10.0.0.2:50124 ttl 64
+1s     C > S  SYN                     here @syn
+18ms   M > C  RST-ACK                 @forged
+1s     end
expect @forged origin unknown evidence other-capture
