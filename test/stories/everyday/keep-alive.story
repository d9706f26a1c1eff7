# Probes, each answered, through a quiet hour.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:5432 ttl 46
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+27ms   S > C  data 100
+0.1ms  C > S  ACK
+900s   C > S  KEEPALIVE
+26ms   S > C  ACK
+900s   C > S  KEEPALIVE
+26ms   S > C  ACK
+900s   C > S  KEEPALIVE
+26ms   S > C  ACK
+900s   C > S  data 100
+27ms   S > C  data 100
+0.1ms  C > S  ACK
expect no finding
