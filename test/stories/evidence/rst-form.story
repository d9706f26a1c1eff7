# A reset with the ACK flag that answers one packet and repeats its numbers: no stack builds them so.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 46
device ttl 46
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 300
+27ms   S > C  data 1400
+0.1ms  S > C  data 1400
+0.1ms  C > S  ACK
+1ms    C > S  data 300                     @data
+4ms    S > C  data 1400 crossing @data
+1ms    M > C  RST-ACK seq =ack of @data    @reset
expect @reset origin middlebox accusing rst-form timing trigger @data
