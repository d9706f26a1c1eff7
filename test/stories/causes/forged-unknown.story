# In the middle of a download, with nothing to answer, a reset from nowhere; the server goes on.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 46 id counter 900
device ttl 200 id constant 7 no-df window 1234
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET /big host www.example.com
+30ms   S > C  RESPONSE 200 length 900000 body 1300
+0.1ms  C > S  ACK
+1s     S > C  data 1400
+0.1ms  C > S  ACK
+1200ms M > C  RST seq next                 @reset
+5ms    S > C  data 1400
+1ms    C > S  RST                          @reply
+10ms   S > C  data 1400
+0.1ms  C > S  RST
expect @reset origin middlebox cause forged-unknown effect closed severity error
expect @reset accusing ttl-shift life-after-reset not-cause abort blocked-content
expect @reply origin client cause no-such-connection
