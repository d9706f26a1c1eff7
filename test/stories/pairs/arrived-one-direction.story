# At the server what goes to it was captured alone, and the SYN is among it: that the refusal is not says nothing.
server 203.0.113.9:443 ttl 54
device ttl 55
second hops 10 delay 10 only C
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
+1s     C > S  SYN
+20ms   S > C  RST-ACK                 @reset
+1s     end
expect @reset origin server silent other-capture
