# The capture starts in the middle of a download, and the server aborts.
client 10.0.0.2:50123 ttl 64 timestamps
server 203.0.113.9:80 ttl 46 timestamps
+0      S > C  data 1400
+0.1ms  C > S  ACK
+1ms    S > C  data 1400
+0.1ms  C > S  ACK
+1ms    S > C  data 1400
+0.1ms  C > S  ACK
+50ms   S > C  RST-ACK                      @reset
expect @reset origin server cause abort effect closed trigger none
