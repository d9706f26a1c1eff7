# The reset arrives at the client with a hop limit that no router has touched.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
device ttl 128
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO blocked.example        @hello
+0.2ms  M > C  RST                          @reset
expect @reset origin middlebox accusing no-hops ttl-shift timing trigger client-hello @hello
