# Windows repeats the sequence number in the acknowledgment field of a bare reset.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:445 ttl 118 id counter 900
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+28ms   S > C  data 100
+0.1ms  C > S  ACK                          @ack
+100s   C > S  data 100
+26ms   S > C  RST ack =ack of @ack id 903  @reset
expect @reset origin server not-accusing rst-form
