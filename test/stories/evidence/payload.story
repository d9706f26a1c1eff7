# An injector's mark: ten bytes that count up.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
device ttl 58 id constant 1 no-df
+0      C > S  SYN
+180ms  S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO blocked.example        @hello
+3ms    M > C  RST-ACK bytes 01020304050607080900 @reset
expect @reset origin middlebox accusing payload trigger @hello effect closed
