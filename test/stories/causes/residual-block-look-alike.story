# Ten minutes later it is another matter.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
device ttl 60 no-df
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO blocked.example        @hello
+4ms    M > C  RST-ACK                      @reset
connection 2
client 10.0.0.2:50124
+10min  C > S  SYN
+26ms   S > C  SYN-ACK                      @synack
+0.1ms  C > S  ACK                          @ack
+0.2ms  M > C  RST-ACK seq next             @later
expect @later origin middlebox not-cause residual-block blocked-sni trigger @synack|@ack
expect no pattern residual-block
