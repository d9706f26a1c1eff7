# The server's abort crosses a request of the client; one round trip later its kernel answers that as well.
client 10.0.0.2:50123 ttl 64 timestamps
server 203.0.113.9:443 ttl 46 timestamps
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+27ms   S > C  data 1400
+0.1ms  C > S  ACK
+2s     C > S  data 300                     @request
+5ms    S > C  RST-ACK ack =seq of @request @abort
+21ms   S > C  RST seq =ack of @request     @answer
expect @abort origin server cause abort|unread-data effect closed
expect @answer origin server trigger @request severity info
