# The kernel's reply has a label of its own.
client [2001:db8::2]:50123 ttl 64
server [2001:db8:9::9]:443 ttl 46
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 200
+27ms   S > C  data 100
+0.1ms  C > S  ACK
+100s   C > S  data 200
+26ms   S > C  RST flow 0x3e1               @reset
expect @reset origin server silent flow-label
