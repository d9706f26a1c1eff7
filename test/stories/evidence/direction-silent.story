# A capture of the wire does not know who sent what.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+27ms   S > C  data 100
+0.1ms  C > S  ACK
+5ms    C > S  RST-ACK                      @reset
expect @reset origin client silent direction foreknowledge burst challenge life-after-reset
