# A balancer builds its resets otherwise than its other packets: no DF, no number, no timestamps, but from the same place.
client 10.0.0.2:50123 ttl 64 timestamps
server 203.0.113.9:443 ttl 46 id linux 4000 timestamps
device ttl 46 id zero no-df
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 500
+26ms   S > C  ACK
+1ms    S > C  data 900
+0.1ms  C > S  ACK
+20s    M > C  RST-ACK                         @reset
expect @reset not middlebox accusing timestamps
