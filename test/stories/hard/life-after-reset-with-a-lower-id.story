# A forged reset, and the server goes on for half a second: its counter stands below the number that the forger chose.
ipv4-only: rests on the IP ID
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 46 id counter 4000
device ttl 60 id constant 30123
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET / host www.example.com
+26ms   S > C  ACK
+1ms    S > C  data 1400
+0.1ms  C > S  ACK
+2ms    S > C  data 1400
+3ms    M > C  RST seq next                 @reset
+200ms  S > C  data 1400
+300ms  S > C  data 1400
expect @reset origin middlebox accusing life-after-reset
