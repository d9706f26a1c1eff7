# Two servers' resets are numbered by one counter: one machine made both.
ipv4-only: rests on the IP ID
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
device ttl 60 id counter 777
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO one.example
+27ms   M > C  RST                          @one
connection 2
client 10.0.0.2:50124
server 198.51.100.77:443 ttl 51
+1s     C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO two.example
+27ms   M > C  RST                          @two
expect @one origin middlebox accusing shared-counter same-device
expect @two origin middlebox accusing shared-counter same-device
expect pattern same-device
