# The reset carries the IP ID of the request that it answers.
ipv4-only: rests on the IP ID
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 46
device ttl 46 window 502
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET /x host www.example.com  @request
+27ms   M > C  RST id =id of @request       @reset
expect @reset accusing ip-id-copy window trigger http-request @request
expect @reset origin middlebox
