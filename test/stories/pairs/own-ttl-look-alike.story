# The same from a device three hops away: what is left of its 64 does not fit the way from the server.
client 10.0.0.2:50123 ttl 128
server 203.0.113.9:80 ttl 244
device ttl 61
second hops 6 delay 10
+0      C > S  SYN
+24ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET /one host www.example.com
+24ms   S > C  RESPONSE 200 length 400
+0.1ms  C > S  ACK
+1s     C > S  GET /more host www.example.com  @more
+14ms   M > C  RST                     @reset
+10ms   S > C  RESPONSE 200 length 400
+1s     end
expect @reset origin middlebox
