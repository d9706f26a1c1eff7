# The SYN-ACK is sent again because the client's ACK was lost; the request is served, and the end is an abort.
client 10.0.0.2:50123 ttl 64 timestamps
server 203.0.113.9:80 ttl 50 timestamps
+0      C > S  SYN
+26ms   S > C  SYN-ACK                      @synack
+0.1ms  C > S  ACK dropped
+1s     S > C  again @synack
+0.1ms  C > S  ACK
+1ms    C > S  GET / host www.example.com
+30ms   S > C  RESPONSE 200 length 100
+0.1ms  C > S  ACK
+40ms   S > C  RST-ACK                      @reset
expect @reset origin server not-cause backlog-overflow cause abort
