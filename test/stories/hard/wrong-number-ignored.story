# A blind reset far outside the window: nothing happens, everybody goes on.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:179 ttl 254
device ttl 240
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+28ms   S > C  data 100
+0.1ms  C > S  ACK
+1s     M > C  RST seq +900000000           @reset
+1s     S > C  data 100
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+26ms   S > C  ACK
expect @reset effect ignored not server
