# An hour of silence, and the connection is still there.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:22 ttl 46
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 40
+27ms   S > C  data 80
+0.1ms  C > S  ACK
+3600s  C > S  data 40
+27ms   S > C  data 80
+0.1ms  C > S  ACK
expect no finding
