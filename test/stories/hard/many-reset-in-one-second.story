# A server restarts: the connections of four clients are reset within a moment.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:5432 ttl 46
+0      C > S  data 100
+26ms   S > C  data 100
+0.1ms  C > S  ACK
connection 2
client 10.0.0.3:50124
+0      C > S  data 100
+26ms   S > C  data 100
+0.1ms  C > S  ACK
connection 3
client 10.0.0.4:50125
+0      C > S  data 100
+26ms   S > C  data 100
+0.1ms  C > S  ACK
connection 4
client 10.0.0.5:50126
+0      C > S  data 100
+26ms   S > C  data 100
+0.1ms  C > S  ACK
connection 1
+40s    S > C  RST-ACK                      @one
connection 2
+0.1ms  S > C  RST-ACK                      @two
connection 3
+0.1ms  S > C  RST-ACK                      @three
connection 4
+0.1ms  S > C  RST-ACK                      @four
expect @one origin server
expect @four origin server
expect pattern same-second
