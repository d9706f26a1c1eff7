# The same race captured at the server: the FIN leaves first, the request was under way.
client 10.0.0.2:50123 ttl 50
server 203.0.113.9:80 ttl 64
+0      C > S  SYN
+0.1ms  S > C  SYN-ACK
+26ms   C > S  ACK
+1ms    C > S  GET /a host www.example.com
+2ms    S > C  RESPONSE 200 length 400
+26ms   C > S  ACK
+5s     S > C  FIN                          @close
+8ms    C > S  GET /b host www.example.com crossing @close @request
+0.1ms  S > C  RST                          @reset
expect @reset origin server cause keepalive-race trigger http-request @request effect closed severity warn
expect @reset clearing expected not-cause late-data
