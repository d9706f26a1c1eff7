# 413 while the body still comes: what arrives after the close is reset.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 50
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  POST /upload host www.example.com length 500000 body 1000
+0.1ms  C > S  data 1400
+26ms   S > C  RESPONSE 413 length 20
+1ms    S > C  FIN                          @close
+0.1ms  C > S  data 1400 crossing @close    @body
+26ms   S > C  RST                          @reset
expect @reset origin server cause early-response trigger data @body effect closed severity warn not-cause late-data
expect @reset clearing expected timing
