# A balancer forgets the connection after four minutes of silence and answers the next packet itself.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:5432 ttl 46
device ttl 60
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+27ms   S > C  data 300
+0.1ms  C > S  ACK
+240s   C > S  data 100                     @next
+3ms    M > C  RST                          @reset
expect @reset origin middlebox cause middlebox-idle-timeout trigger data @next effect closed severity warn
expect @reset accusing ttl-shift not-cause blocked-content
