# The capture starts in the middle of a download; a forged reset comes, and the server goes on.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 46
device ttl 60
+0      S > C  data 1400
+0.1ms  C > S  ACK
+1ms    S > C  data 1400
+0.1ms  C > S  ACK
+1ms    S > C  data 1400
+0.1ms  C > S  ACK
+50ms   M > C  RST seq next                 @reset
+5ms    S > C  data 1400
+5ms    S > C  data 1400
expect @reset origin middlebox effect closed accusing life-after-reset ttl-shift
