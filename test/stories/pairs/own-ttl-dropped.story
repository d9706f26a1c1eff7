# The server's socket has a TTL of its own, its stack's reply the system's. The second capture fails to record that reply.
# 64 less the hops between the two is what it arrives with, so it started from the server.
client 10.0.0.2:50123 ttl 128
server 203.0.113.9:80 ttl 244 rst-ttl 58
second hops 6 delay 10
+0      C > S  SYN
+24ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET /one host www.example.com
+24ms   S > C  RESPONSE 200 length 400
+0.1ms  C > S  ACK
+1s     S > C  FIN
+5ms    C > S  GET /more host www.example.com  @more
+24ms   S > C  RST                     here @reset
+1s     end
expect @reset not middlebox
