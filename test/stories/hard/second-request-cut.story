# A device cuts the second request of a connection. Its number was acknowledged long before, and is so again.
ipv4-only: IPv6 adds the flow label to the clues
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 50
device ttl 85 window 0 no-df
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET /a host www.example.com
+30ms   S > C  RESPONSE 200 length 700
+0.1ms  C > S  ACK
+37s    C > S  GET /b host www.example.com  @request
+4ms    M > C  RST                          @reset
expect @reset origin middlebox trigger http-request @request effect closed accusing timing ttl-shift
