# The server closes with the upload unread: acknowledged by its kernel, never read by its program.
client 10.0.0.2:50123 ttl 64 timestamps
server 203.0.113.9:80 ttl 50 timestamps
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 1200                    @upload
+26ms   S > C  ACK
+3ms    S > C  RST-ACK                      @reset
expect @reset origin server cause unread-data names abort not-cause abort trigger none effect closed severity warn
expect @reset clearing timestamps rst-form ip-id silent window expected
