# Only the client's direction was captured: its kernel resets what is not seen.
only C
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 46
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+28ms   S > C  data 1400
+0.1ms  C > S  FIN
+5ms    S > C  data 1400
+0.1ms  C > S  RST                          @reset
+0.1ms  S > C  data 1400
+0.1ms  C > S  RST
expect @reset not middlebox
expect no kind blackhole
