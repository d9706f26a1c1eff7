# The server lost the connection (a restart): the next request finds nothing.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 50
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET /a host www.example.com
+30ms   S > C  RESPONSE 200 length 700
+0.1ms  C > S  ACK
+37s    C > S  GET /b host www.example.com  @request
+26ms   S > C  RST                          @reset
expect @reset origin server cause no-such-connection trigger http-request @request effect closed severity warn
expect @reset clearing ttl-shift rst-form not-cause idle-timeout keepalive-race
