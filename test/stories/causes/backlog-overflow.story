# The queue of the listener is full: the SYN-ACK comes again although it was answered, and the request is reset.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 50
+0      C > S  SYN
+26ms   S > C  SYN-ACK                      @synack
+0.1ms  C > S  ACK dropped
+1s     S > C  again @synack
+0.1ms  C > S  ACK dropped
+2s     S > C  again @synack
+0.1ms  C > S  ACK dropped
+1ms    C > S  GET / host www.example.com   @request
+26ms   S > C  RST                          @reset
expect @reset origin server cause backlog-overflow trigger http-request|ack effect closed severity warn
