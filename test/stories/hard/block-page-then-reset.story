# A device answers with a page of its own and resets; the server's answer never comes, so that nothing contradicts the page.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 50
device ttl 60 no-df id counter 1
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET / host blocked.example   @request
+25ms   M > C  text "HTTP/1.1 403 Forbidden\r\n\r\n"
+0.1ms  M > C  RST seq next                 @reset
+0.4ms  S > C  ACK
expect @reset origin middlebox
