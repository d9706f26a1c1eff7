# The abort acknowledges the first two packets; the reset behind it can only answer the third.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 300
+27ms   S > C  data 1400
+0.1ms  S > C  data 1400
+0.1ms  C > S  RST-ACK                      @cancel
+0.1ms  S > C  data 1400                    @more
+0.1ms  C > S  RST                          @again
expect @again trigger @more
