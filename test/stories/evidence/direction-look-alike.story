# The capturing host sends a reset of its own.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
+0      C > S  SYN sent
+26ms   S > C  SYN-ACK received
+0.1ms  C > S  ACK sent
+1ms    C > S  data 100 sent
+27ms   S > C  data 100 received
+0.1ms  C > S  ACK sent
+5ms    C > S  RST-ACK sent                 @reset
expect @reset origin client clearing direction
