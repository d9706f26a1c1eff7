# Captured at the server: a reset in the client's name, then the client's real data, which the server's kernel resets.
client 10.0.0.2:50123 ttl 50
server 203.0.113.9:443 ttl 64
device ttl 85 id constant 1536
+0      C > S  SYN
+0.1ms  S > C  SYN-ACK
+180ms  C > S  ACK
+1ms    C > S  HELLO blocked.example        @hello
+0.1ms  S > C  ACK
+30ms   M > S  RST-ACK seq =end of @hello   @forged
+150ms  C > S  data 100                     @more
+0.1ms  S > C  RST                          @secondary
expect @forged origin middlebox effect closed severity error
expect @secondary origin server cause no-such-connection trigger @more severity info
