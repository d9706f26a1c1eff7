# Here what the server sends was captured alone, at the server all of it: the refusal is known again by the SYN that it
# answers, though that was captured at the server alone.
server 203.0.113.9:443 ttl 54
device ttl 55
only S
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
+1s     C > S  SYN
+20ms   S > C  RST-ACK                 @reset
+1s     end
expect @reset origin server clearing other-capture seen-there @reset
