# Client and server happen to count through the same numbers: the server's own count goes on.
ipv4-only: rests on the IP ID
client 10.0.0.2:50123 ttl 64 id counter 4000 timestamps
server 203.0.113.9:80 ttl 46 id counter 3997 timestamps
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET / host www.example.com
+27ms   S > C  ACK
+0.1ms  S > C  data 1000
+0.1ms  C > S  ACK
+1ms    S > C  RST-ACK                      @reset
expect @reset origin server silent ip-id-copy clearing ip-id
