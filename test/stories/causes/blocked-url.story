# One path of a host is cut, another one is served.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 46
device ttl 60 no-df
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET /forbidden host www.example.com @request
+4ms    M > C  RST-ACK                      @reset
connection 2
client 10.0.0.2:50124
+1s     C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET /index.html host www.example.com
+30ms   S > C  RESPONSE 200 length 100
+0.1ms  C > S  FIN
+26ms   S > C  FIN
+0.1ms  C > S  ACK
expect @reset origin middlebox cause blocked-url not-cause blocked-host trigger http-request @request effect closed
expect pattern same-url no pattern same-host
