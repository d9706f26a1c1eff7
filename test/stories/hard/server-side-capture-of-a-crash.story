# Captured on the server itself: the process is killed, its kernel aborts, and the client's next data finds nobody.
client 198.51.100.7:50123 ttl 50
server 10.0.0.9:8080 ttl 64 timestamps
+0      C > S  SYN
+0.05ms S > C  SYN-ACK
+30ms   C > S  ACK
+1ms    C > S  POST /x host www.example.com length 9000 body 1000
+0.05ms S > C  ACK
+400ms  S > C  RST-ACK                      @abort
+30ms   C > S  data 1000                    @more
+0.05ms S > C  RST                          @reply
expect @abort origin server cause unread-data|abort trigger none effect closed severity warn
expect @reply origin server trigger @more severity info
