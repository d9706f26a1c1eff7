# The whole request was there before the answer: what is reset later is only a close_notify.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 50
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  POST /upload host www.example.com length 300
+28ms   S > C  RESPONSE 413 length 20
+1ms    S > C  FIN
+0.1ms  C > S  ACK
+50ms   C > S  data 24                      @late
+26ms   S > C  RST                          @reset
expect @reset origin server not-cause early-response cause late-data trigger @late severity info
