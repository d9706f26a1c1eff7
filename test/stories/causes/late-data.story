# The client had enough and closed; more arrives for a socket that is gone.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 50
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET /big host www.example.com
+30ms   S > C  RESPONSE 200 length 100000 body 1300
+0.1ms  C > S  ACK
+2ms    C > S  FIN
+10ms   S > C  data 1400                    @late
+0.1ms  C > S  RST                          @reset
+8ms    S > C  data 1400                    @later
+0.1ms  C > S  RST                          @second
expect @reset origin client cause late-data trigger data @late severity info not-cause no-such-connection time-wait
expect @second origin client cause late-data trigger @later severity info
expect @reset clearing expected rst-form silent second-answer sequence-ladder
expect no finding above info
