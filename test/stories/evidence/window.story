# The reset answers in the window of the packet that it turned round.
client 10.0.0.2:50123 ttl 64 window 1234
server 203.0.113.9:80 ttl 46
device ttl 60 window 1234
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET / host blocked.example   @request
+4ms    M > C  RST                          @reset
expect @reset origin middlebox accusing window timing trigger @request
