# Several packets of an upload pass, then something in one of them is not liked: both ends are reset.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:2525 ttl 46
device ttl 60 no-df
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 900
+26ms   S > C  data 100
+0.1ms  C > S  ACK
+1ms    C > S  data 1200                    @content
+4ms    M > C  RST-ACK                      @reset
+22ms   S > C  ACK
expect @reset origin middlebox cause blocked-content trigger data @content effect closed severity error
expect @reset not-cause blocked-sni residual-block middlebox-idle-timeout silent content-met
