# The same after two seconds without a packet: nobody spoke, so no forgotten connection can have answered.
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
+2s     M > C  RST seq next                 @reset
+8ms    S > C  data 1400
+0.1ms  C > S  RST
expect @reset origin middlebox cause forged-unknown
