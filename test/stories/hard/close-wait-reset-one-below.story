# After the server's FIN the client is in CLOSE-WAIT; the reset repeats the number that the FIN had.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 50
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET /a host www.example.com
+30ms   S > C  RESPONSE 200 length 400
+0.1ms  C > S  ACK
+5s     C > S  GET /b host www.example.com  @request
+8ms    S > C  FIN crossing @request        @close
+0.1ms  C > S  ACK
+18ms   S > C  RST seq =ack of @request     @reset
expect @reset origin server trigger http-request @request effect closed
