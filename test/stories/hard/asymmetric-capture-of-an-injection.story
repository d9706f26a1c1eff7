# Only what comes to the client was captured: an early reset, then the server's real answer from farther away.
only S
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 46
device ttl 60
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET / host blocked.example
+4ms    M > C  RST-ACK                      @reset
+23ms   S > C  RESPONSE 200 length 900
expect @reset origin middlebox accusing life-after-reset ttl-shift
