# Four equal resets for one request.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 46
device ttl 60
+0      C > S  SYN
+180ms  S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET / host blocked.example   @request
+16ms   M > C  RST                          @one
+0.1ms  M > C  RST
+0.1ms  M > C  RST
+0.1ms  M > C  RST
expect @one origin middlebox trigger @request accusing burst silent ttl-variation counted-fields sequence-ladder
