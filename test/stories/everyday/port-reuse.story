# The client uses its port again after a clean close.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 46
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+27ms   S > C  data 100
+0.1ms  C > S  FIN
+26ms   S > C  FIN
+0.1ms  C > S  ACK
connection 2
+70s    C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+27ms   S > C  data 100
+0.1ms  C > S  FIN
+26ms   S > C  FIN
+0.1ms  C > S  ACK
expect no finding
