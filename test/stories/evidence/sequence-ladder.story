# Three resets that climb a segment and three segments: made to hit a window that moves.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 46
device ttl 60
+0      C > S  SYN
+180ms  S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET /?q=word host www.example.com @request
+16ms   M > C  RST                          @one
+0.1ms  M > C  RST seq +1460                @two
+0.1ms  M > C  RST seq +4380                @three
+165ms  S > C  RESPONSE 200 length 900
expect @one origin middlebox trigger http-request @request effect closed severity error
expect @one accusing sequence-ladder timing life-after-reset silent ttl-variation counted-fields
