# Both ends stamp every packet; the reset that claims to continue the stream has no stamp.
client 10.0.0.2:50123 ttl 64 timestamps
server 203.0.113.9:80 ttl 46 timestamps
device ttl 46 window 500
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET / host blocked.example   @request
+4ms    M > C  RST-ACK                      @reset
expect @reset accusing timestamps foreknowledge origin middlebox
