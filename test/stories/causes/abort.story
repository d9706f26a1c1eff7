# SO_LINGER 0: all was answered and acknowledged, then a reset in place of the FIN.
client 10.0.0.2:50123 ttl 64 timestamps
server 203.0.113.9:6379 ttl 50 timestamps
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 40
+27ms   S > C  data 90
+0.1ms  C > S  ACK
+200ms  S > C  RST-ACK                      @reset
expect @reset origin server cause abort trigger none effect closed severity warn
expect @reset not-cause unread-data idle-timeout clearing timestamps ip-id silent timing foreknowledge
